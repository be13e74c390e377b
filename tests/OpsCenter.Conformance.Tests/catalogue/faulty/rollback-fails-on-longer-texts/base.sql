create schema "Shop";
create table "Shop"."Order" ("Id" int primary key, "Ship To" varchar(10) not null, "Total" numeric(8, 2) not null);
