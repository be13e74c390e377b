create table event (at date not null, kind text) partition by range (at);

create table reader (id int primary key, name text not null);
