create table person (id integer primary key, age integer);
