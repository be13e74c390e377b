alter table "Shop"."Order" alter column "Ship To" type varchar(10);
