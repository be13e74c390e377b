insert into note values (1, 'Running and jumping'), (2, 'Run');
