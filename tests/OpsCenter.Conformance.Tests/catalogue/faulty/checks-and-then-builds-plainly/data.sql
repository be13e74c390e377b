insert into person select n, n from generate_series(1, 4) as n;
