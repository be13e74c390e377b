create type urgency as enum ('low', 'high');

create table task (id integer primary key, urgency urgency not null);
