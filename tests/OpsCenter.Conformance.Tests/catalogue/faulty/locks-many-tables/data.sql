insert into shelf_1 values (1, 'left'), (2, 'right');
