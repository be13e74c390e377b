insert into "Shop"."Order" values (1, 'Berlin', 1.50), (2, 'Łódź', 0.10);
