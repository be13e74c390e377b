create table reading (
    id bigint not null,
    taken_on date not null,
    kwh numeric(10, 3) not null,
    primary key (id, taken_on)
) partition by range (taken_on);
create table reading_2025 partition of reading for values from ('2025-01-01') to ('2026-01-01');
create table reading_2026 partition of reading for values from ('2026-01-01') to ('2027-01-01');
create table reading_other partition of reading default;
insert into reading values (1, '2025-06-01', 1.500), (2, '2026-06-01', 2.250), (3, '2030-01-01', 0.001);
