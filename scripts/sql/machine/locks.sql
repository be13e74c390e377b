--@ Keys of the advisory locks.
    script_lock constant bigint := 5714380274906371; -- any number that the scripts share
    runner_lock constant bigint := pg_catalog.hashtextextended('opscenter.journal', 0); -- a runner of many transactions holds it
