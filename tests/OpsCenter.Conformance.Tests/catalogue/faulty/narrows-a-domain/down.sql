do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if exists (select from pg_constraint where contypid = 'public.post_code'::regtype and conname = 'post_code_short') then
        set local lock_timeout = '500ms';
        alter domain public.post_code drop constraint post_code_short;
    end if;
end
$$;
