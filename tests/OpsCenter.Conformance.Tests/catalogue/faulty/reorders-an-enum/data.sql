insert into task values (1, 'low'), (2, 'high');
