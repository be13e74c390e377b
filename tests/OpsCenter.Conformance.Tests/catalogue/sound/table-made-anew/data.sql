insert into public.ticket (seat) values ('A1'), ('B2');
