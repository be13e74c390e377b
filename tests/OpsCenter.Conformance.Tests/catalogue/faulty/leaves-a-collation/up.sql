do $$
begin
    perform pg_advisory_xact_lock(20310107);
    if not exists (select from pg_collation where collname = 'plain' and collnamespace = 'public'::regnamespace) then
        create collation public.plain (provider = libc, locale = 'C');
    end if;
end
$$;
