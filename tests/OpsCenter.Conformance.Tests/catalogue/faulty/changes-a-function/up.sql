do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if (select prosrc from pg_proc where oid = 'public.touch()'::regprocedure) like '%touched%' then
        set local lock_timeout = '500ms';
create or replace function public.touch() returns trigger language plpgsql as $body$
begin
    new.note := coalesce(new.note, 'none');
    return new;
end
$body$;
    end if;
end
$$;
