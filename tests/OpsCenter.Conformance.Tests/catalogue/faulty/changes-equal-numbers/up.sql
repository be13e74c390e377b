do $$
begin
    perform pg_advisory_xact_lock(20310101);
    set local lock_timeout = '500ms';
    update public.customer set settings = jsonb_set(settings, '{a}', '[1, 1]') where settings ->> 'a' = '[1.0, 1.00]';
end
$$;
