insert into public.post values (1, 'One', '{a,b}'), (2, 'Two', '{}');
