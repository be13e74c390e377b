insert into reader (id, name, joined) values
    (1, 'Ann', '2024-02-29 23:59:59.123456'),
    (2, 'Bob ', '1999-12-31 23:59:59.999999');
select setval('reader_id_seq', 2);
