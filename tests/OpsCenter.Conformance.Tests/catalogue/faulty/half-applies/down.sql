drop table if exists public.parcel;
drop table if exists public.shipment;
