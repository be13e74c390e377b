create domain post_code as text check (value <> '');
create table address (
    id bigint primary key,
    code post_code not null
);
