do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if not exists (select from public.setting where name = 'tone') then
        insert into public.setting values ('tone', 'low');
    end if;
end
$$;
