set local lock_timeout = '500ms';
alter table reader drop column email;
