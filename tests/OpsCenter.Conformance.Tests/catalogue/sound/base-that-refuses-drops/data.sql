insert into public.account values (1, 'ann@example.org');
