create table parcel (
    id bigint primary key,
    weight_kg numeric(8, 3) not null,
    price_per_kg numeric(8, 2) not null,
    price numeric(12, 2) generated always as (weight_kg * price_per_kg) stored
);
create publication parcels for table parcel;
