do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if to_regclass('public.shipment') is null then
        create table public.shipment (id bigint primary key, purchase_id integer);
        execute format('create index %I on public.shipment (purchase_id)', case
            when to_regclass('public.shipment_purchase') is null then 'shipment_purchase'
            else 'shipment_purchase_2'
        end);
    elsif not exists (
        select from pg_attribute where attrelid = 'public.shipment'::regclass and attname = 'purchase_id'
    ) then
        raise exception 'public.shipment is there, with another shape';
    end if;
end
$$;
