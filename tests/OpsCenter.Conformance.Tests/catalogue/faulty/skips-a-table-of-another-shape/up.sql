do $$
begin
    perform pg_advisory_xact_lock(20310101);
    create table if not exists public.shipment (id bigint primary key, purchase_id integer);
end
$$;
