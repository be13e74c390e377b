create text search configuration plain (copy = english);

create table note (id integer primary key, body text);
