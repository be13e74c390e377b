insert into "__MigrationsHistory" values ('20300101000000_First', '9.0.0');
insert into kind values ('a', 'First'), ('b', 'Second');
insert into item values (1, 'a'), (2, 'b');
