create table if not exists public.shipment (id bigint primary key, purchase_id integer);
