insert into note values (1, 'a', 'open', 3);
