drop index if exists public.shipment_purchase;
drop table if exists public.shipment;
