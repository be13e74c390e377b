drop table if exists public.shipment;
