do $$
declare
    dog integer;
begin
    perform pg_advisory_xact_lock(20310101);
    if not exists (select from public.dog where name = 'Lassie') then
        insert into public.dog (name) values ('Lassie') returning id into dog;
        insert into public.toy (dog_id, label) values (dog, 'ball');
    end if;
end
$$;
