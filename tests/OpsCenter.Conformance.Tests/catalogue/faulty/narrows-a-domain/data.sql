insert into address values (1, 'SW1A 1AA'), (2, '10115');
