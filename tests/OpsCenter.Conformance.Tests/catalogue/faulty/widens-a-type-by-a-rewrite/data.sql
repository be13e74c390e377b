insert into event values (1, 10, 'first'), (2, 20, null), (3, -1, '');
