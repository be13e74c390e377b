insert into reader values (1, 'Ann'), (2, 'Bob');
