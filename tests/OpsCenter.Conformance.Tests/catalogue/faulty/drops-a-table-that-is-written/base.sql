create table shop (id int primary key, name text);

create table parcel (id int primary key, shop_id int references shop, note text);
