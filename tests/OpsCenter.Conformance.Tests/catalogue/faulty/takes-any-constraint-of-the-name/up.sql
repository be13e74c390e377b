do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if to_regclass('public.shipment') is null then
        create table public.shipment (id bigint primary key, weight integer);
    end if;
    if not exists (select from pg_constraint where conname = 'shipment_weight_positive') then
        alter table public.shipment add constraint shipment_weight_positive check (weight > 0);
    end if;
end
$$;
