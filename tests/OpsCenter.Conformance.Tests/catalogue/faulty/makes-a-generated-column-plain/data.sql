insert into parcel (id, weight_kg, price_per_kg) values (1, 2.500, 3.10), (2, 0.001, 900.00);
