create table event (
    id bigint primary key,
    code integer not null,
    note text
);
