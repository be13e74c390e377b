create schema shop;
create table shop.customer (id integer primary key, name text not null);
