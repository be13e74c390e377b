insert into public.subscriber (mail) values ('ann@example.org'), ('bob@example.org');
