create table loan (id integer primary key, book text);
