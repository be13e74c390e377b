insert into account (id, mail) values (1, 'Ann@example.org'), (2, 'bob@example.org');
