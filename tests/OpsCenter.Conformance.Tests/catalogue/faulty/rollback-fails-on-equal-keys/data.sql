insert into ticket values (1, 1, 'Ann'), (1, 2, 'Bob'), (2, 1, 'Ann');
