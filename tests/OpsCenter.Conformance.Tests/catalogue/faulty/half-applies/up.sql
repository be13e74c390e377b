create table public.shipment (id bigint primary key, purchase_id integer);
create table public.parcel (id bigint primary key, shipment_id bigint references public.shipment);
