insert into customer (id, email, code, full_name, settings, raw_import, balance, score, created_at, tags) values
    (1, 'ann@example.org', 'A1', 'Ann  ', '{"b": 1, "a": [1.0, 1.00]}', '{"z": 1,  "a": 2}', 2.5000, 'NaN', '2024-02-29 23:59:59.123456+00', '{a,NULL,"b c"}'),
    (2, 'bob@example.org', 'B2', null, '{}', null, -0.0001, '-0', '1999-12-31 23:59:59.999999+00', '{}'),
    (3, 'eve@example.org', 'none', '', '{"deep": {"er": null}}', '[]', 999999.9999, 0.1, 'infinity', null),
    (4, 'łukasz@example.org', 'ü', 'Łukasz', '{"n": 1e400}', '"x"', 'NaN', 'Infinity', '2024-03-31 02:30:00+02', '{{1,2},{3,4}}');
select setval('customer_id_seq', 4);

insert into purchase (customer_id, placed_at, amount, note, receipt, status) values
    (1, '2024-01-01 00:00:00.000001', 19.90, null, '00000000-0000-0000-0000-000000000001', 'open'),
    (1, '2024-01-02 12:00:00', 0.10, 'two ', '00000000-0000-0000-0000-000000000002', 'closed'),
    (2, '2024-01-03 12:00:00', 100.00, E'line\nbreak', '00000000-0000-0000-0000-000000000003', 'open'),
    (3, '2024-01-04 12:00:00', 5.00, '', '00000000-0000-0000-0000-000000000004', 'lost');

insert into setting values ('theme', 'dark'), ('empty', null);
select nextval('invoice_number');
