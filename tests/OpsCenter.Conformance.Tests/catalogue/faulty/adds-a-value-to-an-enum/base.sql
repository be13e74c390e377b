create type parcel_state as enum ('open', 'closed');
create table parcel (
    id bigint primary key,
    state parcel_state not null default 'open'
);
