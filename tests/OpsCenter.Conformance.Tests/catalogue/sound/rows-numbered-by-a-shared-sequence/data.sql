insert into public.cat (name) values ('Tom');
insert into public.dog (name) values ('Rex');
insert into public.toy (dog_id, label) select id, 'bone' from public.dog;
