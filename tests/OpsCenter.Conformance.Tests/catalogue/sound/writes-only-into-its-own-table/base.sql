create table note (id int primary key, text text, state text not null, score int);
