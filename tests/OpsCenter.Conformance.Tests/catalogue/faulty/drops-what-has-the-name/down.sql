do $$
begin
    perform pg_advisory_xact_lock(20310101);
    drop index if exists public.shipment_purchase;
    drop table if exists public.shipment;
end
$$;
