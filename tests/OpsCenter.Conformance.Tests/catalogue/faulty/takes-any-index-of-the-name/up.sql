do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if to_regclass('public.shipment') is null then
        create table public.shipment (id bigint primary key, purchase_id integer);
    end if;
    if to_regclass('public.shipment_purchase') is null then
        create index shipment_purchase on public.shipment (purchase_id);
    end if;
end
$$;
