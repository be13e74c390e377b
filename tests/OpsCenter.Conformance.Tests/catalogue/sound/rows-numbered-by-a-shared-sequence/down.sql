do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if exists (select from public.dog where name = 'Lassie') then
        delete from public.toy where dog_id in (select id from public.dog where name = 'Lassie');
        delete from public.dog where name = 'Lassie';
    end if;
end
$$;
