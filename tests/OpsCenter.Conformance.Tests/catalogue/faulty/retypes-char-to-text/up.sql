do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if (select format_type(atttypid, atttypmod) from pg_attribute where attrelid = 'public.customer'::regclass and attname = 'code') = 'character(8)' then
        set local lock_timeout = '500ms';
        alter table public.customer alter column code type text, alter column code set default 'none';
    end if;
end
$$;
